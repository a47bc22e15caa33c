import { Injectable } from '@nestjs/common'
import type { SignIn } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { checkPassword } from './password.js'
import { PeopleRepo } from './people.repo.js'
import { SessionsService, type SessionTokens } from './sessions.service.js'

const FAILURES_MAX = 10
const WINDOW_MS = 15 * 60_000
type Signed = { tokens: SessionTokens; person: { id: string; name: string; login: string } }

@Injectable()
export class SignInService {
  constructor(
    private readonly people: PeopleRepo,
    private readonly sessions: SessionsService,
  ) {}

  /** Signs staff in. Unknown name, wrong password and disabled person answer alike; ten failures in 15 minutes pause the name. */
  async signIn({ login: typed, password }: SignIn, device: string): Promise<Signed> {
    const login = typed.toLowerCase()
    const [person, failures] = await transaction(
      async () => [await this.people.byLogin(login), await this.people.failures(login)] as const,
    )
    const pausedMs =
      failures && failures.failures >= FAILURES_MAX
        ? new Date(failures.last_at).getTime() + WINDOW_MS - clock.now().getTime()
        : 0
    if (pausedMs > 0) throw new Fault('request.too_many', { seconds: Math.ceil(pausedMs / 1000) })
    const right = await checkPassword(person?.password_hash, password)
    if (!person || !right || person.status !== 'active') {
      await transaction(() => this.people.failed(login))
      throw new Fault('access.wrong_password')
    }
    if (failures) await transaction(() => this.people.succeeded(login))
    return {
      tokens: await this.sessions.open('staff', person.id, device),
      person: { id: person.id, name: person.name, login },
    }
  }

  /** A new access token for a refresh token. */
  async refresh(refreshToken: string): Promise<Signed> {
    const tokens = await this.sessions.refresh('staff', refreshToken)
    const person = await transaction(() => this.people.byId(tokens.subjectId))
    if (!person || person.status !== 'active') throw new Fault('access.token_invalid')
    return { tokens, person: { id: person.id, name: person.name, login: person.login } }
  }
}
