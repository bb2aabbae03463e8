/**
 * What becomes of an endpoint after it enrolled. `cloned_from` is the endpoint whose identity this machine used before it was told apart;
 * `previous_key` the one that announced `public_key`. An enrolment token without uses is used up, one with `revoked_at` was taken back.
 */
export const addEndpointLife = {
  name: '0008-endpoint-life',
  sql: `
ALTER TABLE endpoint ADD COLUMN cloned_from TEXT REFERENCES endpoint (id);
ALTER TABLE endpoint ADD COLUMN retired_at INTEGER;
ALTER TABLE endpoint ADD COLUMN is_pending INTEGER NOT NULL DEFAULT 0 CHECK (is_pending IN (0, 1));
ALTER TABLE endpoint ADD COLUMN previous_key TEXT;
CREATE INDEX endpoint_by_origin ON endpoint (cloned_from) WHERE cloned_from IS NOT NULL;
ALTER TABLE enrolment_token ADD COLUMN revoked_at INTEGER;
`,
};
