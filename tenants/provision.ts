import { openProvision, type Providers } from '@storeweave/platform/provision'
import { demoTenants } from './demo/index.js'
import { seedOf, staffSignIns, type SignIn } from './seed.js'

export interface DemoOptions {
  /** Addresses of the database for the API's and the worker's role. */
  appUrl: string
  workerUrl: string
  dataDir: string
  /** The outside world the demo tenants trade with. */
  sandboxUrl: string
  /** What a tenant would type into its settings to trade there. */
  credentialsOf(slug: string): Providers
  log(line: string): void
}

/** Loads the demo tenants that are not there yet. Answers one sign-in a role and tenant; `where` is the client's path. */
export async function provisionDemo({
  appUrl,
  workerUrl,
  dataDir,
  sandboxUrl,
  credentialsOf,
  log,
}: DemoOptions): Promise<{ signIns: ({ tenant: string } & SignIn)[] }> {
  const provision = await openProvision({ appUrl, workerUrl, dataDir })
  try {
    for (const tenant of demoTenants) {
      if (await provision.has(tenant.slug)) {
        log(`${tenant.slug}: there already`)
        continue
      }
      const begun = performance.now()
      await provision.load(seedOf(tenant, credentialsOf(tenant.slug), new Date()), log)
      log(`${tenant.slug}: loaded in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
    }
  } finally {
    await provision.close()
  }
  const signIns = demoTenants.flatMap((tenant) => {
    const shopper = tenant.shoppers[0]
    const codes = `SMS code: ${sandboxUrl}`
    return [
      ...staffSignIns(tenant),
      ...(shopper ? [{ who: '顾客 · Shopper', login: shopper.phone, password: codes, where: '/h5/' }] : []),
    ].map((one) => ({ tenant: tenant.slug, ...one }))
  })
  return { signIns }
}
