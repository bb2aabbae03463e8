/** The prefix makes browsers insist on Secure, Path=/ and no Domain. */
export const sessionCookie = '__Host-wardwatch';

/** Never sent along from another site, never readable by a script, never over plain HTTP. */
export const sessionCookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;

export const sessionMs = 12 * 60 * 60 * 1000;
