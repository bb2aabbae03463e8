/** The prefix makes browsers insist on Secure, Path=/ and no Domain. */
export const sessionCookie = '__Host-wardwatch';
/** By it a browser is known again in which a person signed in before; it opens nothing. */
export const deviceCookie = '__Host-wardwatch-device';

/** Never sent along from another site, never readable by a script, never over plain HTTP. */
export const sessionCookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;

/** However much it is used. */
export const sessionMs = 12 * 60 * 60 * 1000;
/** Of a session that is not used; a page that is open uses it by itself. */
export const idleMs = 60 * 60 * 1000;
export const deviceMs = 180 * 24 * 60 * 60 * 1000;

/** Of an attempt to sign in at the identity provider: it comes along when that site sends the browser back, and opens nothing. */
export const attemptCookie = '__Host-wardwatch-attempt';
export const attemptCookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'lax', maxAge: 600 } as const;
