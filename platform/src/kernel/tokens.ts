import { jwtVerify, SignJWT } from 'jose'
import { clock } from './clock.js'
import { Fault } from './fault.js'
import { isId } from './id.js'
import { installationKeys } from './keys.js'

export type Audience = 'staff' | 'shopper'
export interface AccessClaims {
  subject: string
  tenant: string
  session: string
  audience: Audience
}
/** Seconds an access token lives (rules D31: at most 10 minutes). */
export const ACCESS_SECONDS = 600
const ISSUER = 'storeweave'
const TYP = 'at+jwt'

/** A signed access token (Ed25519). */
export function signAccess({ subject, tenant, session, audience }: AccessClaims): Promise<string> {
  const now = Math.floor(clock.now().getTime() / 1000)
  return new SignJWT({ tid: tenant, sid: session })
    .setProtectedHeader({ alg: 'EdDSA', typ: TYP })
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setSubject(subject)
    .setIssuedAt(now)
    .setExpirationTime(now + ACCESS_SECONDS)
    .sign(installationKeys().tokenPrivate)
}

/** Checks signature, algorithm, type, issuer, audience and time. Throws `access.token_invalid`. */
export async function readAccess(token: string): Promise<AccessClaims> {
  const claims = await jwtVerify(token, installationKeys().tokenPublic, {
    algorithms: ['EdDSA'],
    typ: TYP,
    issuer: ISSUER,
    audience: ['staff', 'shopper'],
    currentDate: clock.now(),
    clockTolerance: 5,
  }).catch(() => undefined)
  const p = claims?.payload
  if (!p || !isId(p.sub) || !isId(p['tid']) || !isId(p['sid']) || typeof p.aud !== 'string')
    throw new Fault('access.token_invalid')
  return {
    subject: p.sub,
    tenant: p['tid'] as string,
    session: p['sid'] as string,
    audience: p.aud as Audience,
  }
}
