import 'reflect-metadata'
import { NestFactory } from '@nestjs/core'
import { AppModule } from './app.module.js'
import { readConfigWith, useConfig } from './kernel/config.js'
import { closeDatabase, openDatabase } from './kernel/db.js'
import { TenantLoader, type Log } from './provision/loader.js'
import type { TenantSeed } from './provision/seed.js'
import { ProvisionService } from './tenancy/index.js'

export type * from './provision/seed.js'
export type * from './provision/seed-trade.js'
export type * from './provision/seed-words.js'
export type { Providers } from './tenancy/index.js'

export interface ProvisionOptions {
  /** Addresses of the database for the API's and the worker's role. */
  appUrl: string
  workerUrl: string
  /** Holds the keys of the installation and, without a bucket, the pictures. */
  dataDir: string
}
/** The door through which tenants are filled. */
export interface Provision {
  /** Whether a tenant stands in the directory: it is whole then. */
  has(slug: string): Promise<boolean>
  /** Fills a tenant; answers false and changes nothing when it is there already. */
  load(seed: TenantSeed, log?: Log): Promise<boolean>
  close(): Promise<void>
}

/** Opens the platform without its HTTP side and its worker. Close it when done. */
export async function openProvision({ appUrl, workerUrl, dataDir }: ProvisionOptions): Promise<Provision> {
  const config = readConfigWith({
    DATABASE_URL_APP: appUrl,
    DATABASE_URL_WORKER: workerUrl,
    DATA_DIR: dataDir,
    POOL_SIZE: '4',
    LOG_LEVEL: 'error',
  })
  useConfig(config)
  await openDatabase(config.databaseUrlApp, config.poolSize, config.poolWaitMs)
  const app = await NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false })
  const loader = new TenantLoader(app)
  return {
    has: (slug) => app.get(ProvisionService, { strict: false }).isRegistered(slug),
    load: (seed, log) => loader.load(seed, log),
    close: async () => {
      await app.close()
      await closeDatabase()
    },
  }
}
