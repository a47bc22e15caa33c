import { EventEmitter } from 'node:events'
import { Logger as WorkerLogger, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { log } from './log.js'

const AGAIN_MS = 1_000
const BEAT_MS = 5_000
/** A runner takes its lock within this time of its first job. */
const GRACE_SECONDS = 10
/** Class of the advisory locks by which living runners are known; the key is a hash of the runner's id. */
const LIFELINES = 580_002

const warn = (what: string) => (error: Error) => log().warn({ err: error.message }, what)

/**
 * Keeps taking jobs for as long as the process lives. The library ends its runner when a job cannot be marked as done
 * (the database went away): then another one begins. Jobs of a runner that was killed are freed within seconds; the
 * library alone would leave them locked for four hours.
 */
export class JobRunner {
  private runner: Runner | undefined
  private id = ''
  private lifeline: pg.Client | undefined
  private held = ''
  private again: NodeJS.Timeout | undefined
  private beats: NodeJS.Timeout | undefined
  private beating: Promise<void> = Promise.resolve()
  private stopped = false

  /** `address`: the database as the role that owns the jobs. */
  constructor(
    private readonly address: string,
    private readonly pool: pg.Pool,
    private readonly tasks: TaskList,
  ) {}

  /** Begins; rejects when the database cannot be reached now. */
  async start(): Promise<void> {
    await this.begin()
    await this.beat()
    this.beats = setInterval(() => {
      this.beating = this.beat().catch(warn('worker lifeline lost'))
    }, BEAT_MS)
  }

  /** Takes no more jobs, waits for those that run, gives the rest back. */
  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.again)
    clearInterval(this.beats)
    await this.runner?.stop().catch(warn('worker stop'))
    await this.beating
    await this.lifeline?.end().catch(warn('worker lifeline closed'))
  }

  private async begin(): Promise<void> {
    // the one before has ended: what it could not give back is free
    if (this.id) await this.pool.query('select graphile_worker.force_unlock_workers($1)', [[this.id]])
    const events: WorkerEvents = new EventEmitter()
    events.once('pool:create', ({ workerPool }) => void (this.id = workerPool.id))
    this.runner = await run({
      pgPool: this.pool,
      concurrency: 4,
      pollInterval: 1000,
      noHandleSignals: true,
      logger: new WorkerLogger(() => (level, message) => void (level === 'error' && log().error(message))),
      events,
      taskList: this.tasks,
      // one by one, the library lets a failure to mark a job go unhandled, and the process with it
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    })
    if (this.stopped) return void (await this.runner.stop())
    void this.runner.promise.catch(warn('worker ended')).then(() => this.beginAgain())
  }

  private beginAgain(): void {
    if (this.stopped) return
    this.again = setTimeout(() => {
      this.begin().catch((error: Error) => {
        warn('worker cannot begin yet')(error)
        this.beginAgain()
      })
    }, AGAIN_MS)
  }

  /** Says that this runner lives, and frees the jobs of those that don't. */
  private async beat(): Promise<void> {
    const client = (this.lifeline ??= await this.connect())
    if (this.held !== this.id) {
      const id = this.id
      await client.query('select pg_advisory_unlock_all()')
      await client.query('select pg_advisory_lock($1, hashtext($2))', [LIFELINES, id])
      this.held = id
    }
    await client.query(
      `select graphile_worker.force_unlock_workers(array(
         select distinct j.locked_by from graphile_worker._private_jobs j
          where j.locked_at < now() - make_interval(secs => $2)
            and not exists (select from pg_locks l where l.locktype = 'advisory' and l.classid = $1::oid
                  and l.objid = (hashtext(j.locked_by)::bigint & 4294967295)::oid and l.objsubid = 2 and l.granted
                  and l.database = (select oid from pg_database where datname = current_database()))))`,
      [LIFELINES, GRACE_SECONDS],
    )
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.address,
      application_name: 'storeweave-lifeline',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    })
    const lost = () => {
      if (this.lifeline !== client) return
      this.lifeline = undefined
      this.held = ''
    }
    client.on('error', lost)
    client.on('end', lost)
    await client.connect()
    return client
  }
}
