import { readConfig, useConfig } from './kernel/config.js'
import { disableOperator, keepOperator } from './people/index.js'

// `node dist/operator.js add <sign-in name> <name>` or `disable <sign-in name>`: the platform's own staff.
const [verb, login, ...name] = process.argv.slice(2)
useConfig(readConfig())
if (verb === 'add' && login && name.length) {
  const made = await keepOperator(login, name.join(' '))
  process.stdout.write(
    `sign-in name  ${made.login}\npassword      ${made.password}\nsecret        ${made.secret}\nfor the app   ${made.uri}\n`,
  )
} else if (verb === 'disable' && login)
  process.stdout.write((await disableOperator(login)) ? `${login} is disabled\n` : `there is no ${login}\n`)
else {
  process.stderr.write('Usage: operator add <sign-in name> <name> | operator disable <sign-in name>\n')
  process.exitCode = 2
}
