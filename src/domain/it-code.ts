export const shortestCode = 8;
export const longestCode = 128;

/** `$argon2id$v=19$m=…,t=…,p=…$salt$hash` (the string format of password hashing). Costs are bounded: a hash also comes from a file. */
export const codeHashPattern = /^\$argon2id\$v=19\$m=(\d{4,5}),t=([1-9]),p=([1-4])\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{43})$/;
