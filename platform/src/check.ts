import pg from 'pg'
import { breaksOfDatabase, invariants, type Break } from './insight/invariants.repo.js'

/**
 * Looks for what breaks the books, the stock or the orders of all tenants of a database, as its administrator. Late
 * work is no break here: a restored backup has nobody who works. Throws when the database cannot be read.
 */
export async function checkInvariants(
  adminUrl: string,
  now: Date = new Date(),
): Promise<(Break & { tenant: string })[]> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    return await breaksOfDatabase(
      admin,
      invariants.filter((i) => !i.late),
      now,
    )
  } finally {
    await admin.end()
  }
}
