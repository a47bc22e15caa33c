import { readConfig, useConfig } from './kernel/config.js'
import { addDataKey } from './kernel/keys.js'

// `node dist/new-key.js`: a new key for data at rest. Within the hour the worker reseals everything with it.
useConfig(readConfig())
process.stdout.write(`data key ${addDataKey()} is in force\n`)
