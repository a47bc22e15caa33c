/** How a receiver in Node checks what comes; the same as in docs/webhooks.md. */
export const SAMPLE = `import { createHmac, timingSafeEqual } from 'node:crypto'

export function verify(secret, headers, body) {
  const id = headers['webhook-id']
  const timestamp = headers['webhook-timestamp']
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300)) throw new Error('too old or too new')
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const expected = createHmac('sha256', key).update(\`\${id}.\${timestamp}.\${body}\`).digest()
  const good = headers['webhook-signature'].split(' ').some((part) => {
    const given = Buffer.from(part.replace('v1,', ''), 'base64')
    return part.startsWith('v1,') && given.length === expected.length && timingSafeEqual(given, expected)
  })
  if (!good) throw new Error('signature does not hold')
  return JSON.parse(body)
}`
