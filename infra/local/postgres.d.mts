/** A running PostgreSQL; `reused` when it ran before this call. */
export interface Postgres {
  adminUrl: string
  port: number
  reused: boolean
  cluster: string
  stop(): Promise<void>
}
export function startPostgres(options: {
  dataDir: string
  port?: number
  fast?: boolean
  log?: (line: string) => void
}): Promise<Postgres>
export function startTemporaryPostgres(options?: { log?: (line: string) => void }): Promise<Postgres>
/** The same database by TCP, at another port where one is given. */
export function byTcp(url: string, port?: number): string
export function findPostgres(dataDir: string): Promise<string | undefined>
