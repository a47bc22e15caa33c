import { Problem } from '@storeweave/kit'
import type { JournalEntry } from './journal'

/** Why the server refused a sale, in the language of now. */
export const reasonOf = (refusal: NonNullable<JournalEntry['refusal']>): string => new Problem(refusal).text

/** The state people see: a payment code whose outcome is open is being checked, not waiting to be sent. */
export const stateOf = (entry: JournalEntry): JournalEntry['state'] | 'checking' =>
  entry.state === 'waiting' && entry.body.tender.kind === 'wechat_code' ? 'checking' : entry.state
