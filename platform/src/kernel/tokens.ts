import { jwtVerify, SignJWT } from 'jose'
import { clock } from './clock.js'
import { Fault } from './fault.js'
import { isId } from './id.js'
import { installationKeys } from './keys.js'

export type Audience = 'staff' | 'shopper' | 'operator'
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

const TOLERANCE_SECONDS = 5
const PROVEN_MAX = 20_000
/** Tokens whose signature was proven, by their text, with the second they expire: a shopper sends theirs many times. */
const proven = new Map<string, { claims: AccessClaims; expires: number }>()

const CHALLENGE_TYP = 'challenge+jwt'
/** Seconds between the right password and the code. */
export const CHALLENGE_SECONDS = 300

/** Who gave the right password: somebody of the tenant, or of the platform. */
export interface Challenged {
  id: string
  kind: 'staff' | 'operator'
}
/** Says that this person gave the right password just now: the first half of a sign-in, good for nothing else. */
export function signChallenge({ id, kind }: Challenged, tenant: string): Promise<string> {
  const now = Math.floor(clock.now().getTime() / 1000)
  return new SignJWT({ tid: tenant, kind })
    .setProtectedHeader({ alg: 'EdDSA', typ: CHALLENGE_TYP })
    .setIssuer(ISSUER)
    .setAudience('second-step')
    .setSubject(id)
    .setIssuedAt(now)
    .setExpirationTime(now + CHALLENGE_SECONDS)
    .sign(installationKeys().tokenPrivate)
}

/** The person of a challenge. Throws `access.token_invalid` for any other token, another tenant's, or one that ran out. */
export async function readChallenge(token: string, tenant: string): Promise<Challenged> {
  const claims = await jwtVerify(token, installationKeys().tokenPublic, {
    algorithms: ['EdDSA'],
    typ: CHALLENGE_TYP,
    issuer: ISSUER,
    audience: 'second-step',
    currentDate: clock.now(),
  }).catch(() => undefined)
  const p = claims?.payload
  if (!p || !isId(p.sub) || p['tid'] !== tenant) throw new Fault('access.token_invalid')
  return { id: p.sub, kind: p['kind'] === 'operator' ? 'operator' : 'staff' }
}

/** Checks signature, algorithm, type, issuer, audience and time. Throws `access.token_invalid`. */
export async function readAccess(token: string): Promise<AccessClaims> {
  const known = proven.get(token)
  if (known && clock.now().getTime() / 1000 < known.expires + TOLERANCE_SECONDS) return known.claims
  proven.delete(token)
  const { claims, expires } = await prove(token)
  if (proven.size >= PROVEN_MAX) proven.clear()
  proven.set(token, { claims, expires })
  return claims
}

async function prove(token: string): Promise<{ claims: AccessClaims; expires: number }> {
  const claims = await jwtVerify(token, installationKeys().tokenPublic, {
    algorithms: ['EdDSA'],
    typ: TYP,
    issuer: ISSUER,
    audience: ['staff', 'shopper', 'operator'],
    currentDate: clock.now(),
    clockTolerance: TOLERANCE_SECONDS,
  }).catch(() => undefined)
  const p = claims?.payload
  if (!p || !isId(p.sub) || !isId(p['tid']) || !isId(p['sid']) || typeof p.aud !== 'string' || !p.exp)
    throw new Fault('access.token_invalid')
  return {
    claims: {
      subject: p.sub,
      tenant: p['tid'] as string,
      session: p['sid'] as string,
      audience: p.aud as Audience,
    },
    expires: p.exp,
  }
}
