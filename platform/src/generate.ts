import 'reflect-metadata'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { NestFactory } from '@nestjs/core'
import { errors, events, permissions, systemRoles, webhookEvents } from '@storeweave/contract'
import { changeMoves, productMoves } from '@storeweave/rules/catalog'
import { expressMoves, inStoreMoves, pickupMoves, virtualMoves } from '@storeweave/rules/fulfilment'
import { paymentMoves, refundMoves } from '@storeweave/rules/payments'
import { purchaseMoves, shipmentMoves } from '@storeweave/rules/purchasing'
import { returnMoves } from '@storeweave/rules/returns'
import { reviewMoves } from '@storeweave/rules/reviews'
import { z } from 'zod'
import { AppModule } from './app.module.js'
import { readConfig, useConfig } from './kernel/config.js'
import { openApiDocument } from './kernel/openapi.js'
import { routesOf } from './kernel/routes.js'

const FOLDER = fileURLToPath(new URL('../generated/', import.meta.url))
const NOTE = '<!-- Written by `npm run generate`; never edited. -->\n\n'

/** A machine as a Mermaid picture. */
function picture(name: string, machine: Record<string, Record<string, string>>): string {
  const arrows = Object.entries(machine).flatMap(([from, moves]) =>
    Object.entries(moves).map(([move, to]) => `  ${from} --> ${to}: ${move}`),
  )
  const [first] = Object.keys(machine)
  return `## ${name}\n\n\`\`\`mermaid\nstateDiagram-v2\n  [*] --> ${first}\n${arrows.join('\n')}\n\`\`\`\n`
}

const states = () =>
  `${NOTE}# State machines\n\nAnything not drawn here is refused with the moves that are possible.\n\n` +
  [
    picture('Product', productMoves),
    picture('Change of a product on sale', changeMoves),
    picture('Pickup', pickupMoves),
    picture('In-store hand-over', inStoreMoves),
    picture('Express', expressMoves),
    picture('Order of vouchers', virtualMoves),
    picture('Payment', paymentMoves),
    picture('Refund', refundMoves),
    picture('Review', reviewMoves),
    picture('Return', returnMoves),
    picture('Purchase order of a store', purchaseMoves),
    picture('Shipment to a store', shipmentMoves),
  ].join('\n')

const eventPage = () =>
  `${NOTE}# Events\n\nWritten to the outbox in the transaction of what happened, delivered at least once.\n\n| event | carries |\n|---|---|\n` +
  Object.entries(events)
    .map(
      ([name, shape]) =>
        `| \`${name}\` | ${Object.keys((z.toJSONSchema(shape) as { properties: object }).properties)
          .map((k) => `\`${k}\``)
          .join(', ')} |`,
    )
    .join('\n') +
  '\n\n# Told to webhooks\n\nThe `data` of each, for receivers outside ([how they come](../../docs/webhooks.md)). No other event leaves the house.\n\n' +
  Object.entries(webhookEvents)
    .map(
      ([name, { version, about, data }]) =>
        `## ${name}\n\n${about.en}. ${about.zh}。 Version ${version}.\n\n\`\`\`json\n${JSON.stringify(shapeOf(data), null, 2)}\n\`\`\`\n`,
    )
    .join('\n')

/** A shape as JSON Schema, without what says nothing to a reader. */
const shapeOf = (shape: z.ZodType) => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    override: ({ jsonSchema }) => {
      delete jsonSchema.additionalProperties
      // a uuid's format says it; its pattern is ten times as long
      if (jsonSchema.format === 'uuid') delete jsonSchema.pattern
      if (jsonSchema.type === 'integer') {
        delete jsonSchema.minimum
        delete jsonSchema.maximum
      }
    },
  })
  return schema
}

function permissionPage(routes: ReturnType<typeof routesOf>): string {
  const all = Object.entries(permissions).flatMap(([subject, actions]) =>
    actions.map((action) => `${subject}:${action}`),
  )
  const roleRows = all.map(
    (p) =>
      `| \`${p}\` | ${systemRoles.map((r) => (r.permissions.includes(p as never) ? '●' : '')).join(' | ')} |`,
  )
  const routeRows = routes.map(
    (r) =>
      `| ${r.method} | \`${r.path}\` | ${r.needs ? `\`${r.needs.subject}:${r.needs.action}\`` : 'closed'} |`,
  )
  return `${NOTE}# Permissions\n\n## Roles that ship\n\n| permission | ${systemRoles.map((r) => r.key).join(' | ')} |\n|---|${systemRoles.map(() => '---').join('|')}|\n${roleRows.join('\n')}\n\n## Routes\n\n| method | path | permission |\n|---|---|---|\n${routeRows.join('\n')}\n`
}

const errorPage = () =>
  `${NOTE}# Error codes\n\n| code | status | zh-CN | en |\n|---|---|---|---|\n` +
  Object.entries(errors)
    .map(([code, e]) => `| \`${code}\` | ${e.status} | ${e['zh-CN']} | ${e.en} |`)
    .join('\n') +
  '\n'

useConfig(
  readConfig({
    DATABASE_URL_APP: 'postgres://none',
    DATABASE_URL_WORKER: 'postgres://none',
    DATA_DIR: tmpdir(),
    LOG_LEVEL: 'silent',
  }),
)
const app = await NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false })
await mkdir(FOLDER, { recursive: true })
const pages: Record<string, string> = {
  'openapi.json': JSON.stringify(openApiDocument(app), null, 2) + '\n',
  'events.md': eventPage(),
  'permissions.md': permissionPage(routesOf(app)),
  'states.md': states(),
  'errors.md': errorPage(),
}
for (const [name, text] of Object.entries(pages)) await writeFile(`${FOLDER}${name}`, text)
await app.close()
