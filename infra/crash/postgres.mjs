// Starts the database in a process of its own, so that whoever waits for it can go on: `node postgres.mjs <folder> <port>`.
import { startPostgres } from '@storeweave/local/postgres'

const [dataDir, port] = process.argv.slice(2)
const server = await startPostgres({ dataDir, port: Number(port) })
process.stdout.write(
  JSON.stringify({ adminUrl: server.adminUrl, port: server.port, cluster: server.cluster }),
)
