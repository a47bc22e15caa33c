import { createHash } from 'node:crypto'

/** What is kept of the key of a link: whoever reads the database cannot follow it. */
export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('base64url')
/** Days an invitation may be followed. */
export const INVITATION_DAYS = 30
