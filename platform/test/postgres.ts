import { startTemporaryPostgres } from '@storeweave/local/postgres'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/migrate.js'

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string
  }
}
/** Name of the migrated database that every test file's own is cloned from. */
export const TEMPLATE = 'storeweave_template'
export const PASSWORDS = { app: 'app-for-tests', worker: 'worker-for-tests' }

/** One PostgreSQL for the run, migrated once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startTemporaryPostgres()
  const admin = new pg.Client({ connectionString: postgres.adminUrl })
  await admin.connect()
  await admin.query(`create database ${TEMPLATE}`)
  await admin.end()
  await migrate({ adminUrl: databaseUrl(postgres.adminUrl, TEMPLATE), passwords: PASSWORDS })
  project.provide('adminUrl', postgres.adminUrl)
  return () => postgres.stop()
}

/** The same server, another database. */
export function databaseUrl(adminUrl: string, database: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return url.toString()
}
