import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common'
import { Me, SecondStep, SignIn, SignInAnswer, StaffSession } from '@storeweave/contract'
import type { CookieOptions, Request, Response } from 'express'
import { Can } from '../kernel/access.js'
import { config } from '../kernel/config.js'
import { Fault } from '../kernel/fault.js'
import { Answers, NoContent } from '../kernel/http.js'
import { AccessService } from './access.service.js'
import { IDLE_DAYS, SessionsService } from './sessions.service.js'
import { SignInService, type Caller, type Signed } from './sign-in.service.js'

const REFRESH = 'sw_refresh'
const DEVICE = 'sw_device'
/** A browser forgets us after 400 days at the latest whatever we ask for. */
const DEVICE_DAYS = 400
const cookieFor = (days: number): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  path: '/api/auth',
  secure: config().publicUrl.startsWith('https:'),
  maxAge: days * 86_400_000,
})
const cookieOf = (req: Request, name: string): string | undefined =>
  new RegExp(`(?:^|;\\s*)${name}=([\\w.-]{1,200})(?:;|$)`).exec(req.headers.cookie ?? '')?.[1]
const callerOf = (req: Request): Caller => ({
  address: req.ip ?? '',
  device: req.header('user-agent') ?? '',
  deviceToken: cookieOf(req, DEVICE),
})

/** Hands the browser its cookies and the client its token. */
function opened(res: Response, { tokens, person, deviceToken }: Signed): StaffSession {
  res.cookie(DEVICE, deviceToken, cookieFor(DEVICE_DAYS))
  res.cookie(REFRESH, tokens.refreshToken, cookieFor(IDLE_DAYS.staff))
  return { accessToken: tokens.accessToken, expiresIn: tokens.expiresIn, person }
}

@Controller()
export class AuthController {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
    private readonly access: AccessService,
  ) {}

  @Post('auth/sign-in')
  @Can('create', 'Session')
  @Answers(SignInAnswer)
  async signIn(
    @Body({ schema: SignIn }) body: SignIn,
    @Req() req: Request,
    @Res({ passthrough: true }) res: Response,
  ): Promise<SignInAnswer> {
    const answer = await this.signIns.signIn(body, callerOf(req))
    return 'challenge' in answer ? answer : opened(res, answer)
  }

  @Post('auth/second-step')
  @Can('create', 'Session')
  @Answers(StaffSession)
  async secondStep(
    @Body({ schema: SecondStep }) body: SecondStep,
    @Req() req: Request,
    @Res({ passthrough: true }) res: Response,
  ): Promise<StaffSession> {
    return opened(res, await this.signIns.secondStep(body, callerOf(req)))
  }

  @Post('auth/refresh')
  @Can('create', 'Session')
  @Answers(StaffSession)
  async refresh(@Req() req: Request, @Res({ passthrough: true }) res: Response): Promise<StaffSession> {
    const token = cookieOf(req, REFRESH)
    if (!token) throw new Fault('access.not_signed_in')
    const { tokens, person } = await this.signIns.refresh(token)
    res.cookie(REFRESH, tokens.refreshToken, cookieFor(IDLE_DAYS.staff))
    return { accessToken: tokens.accessToken, expiresIn: tokens.expiresIn, person }
  }

  @Post('auth/sign-out')
  @Can('create', 'Session')
  @NoContent()
  async signOut(@Req() req: Request, @Res({ passthrough: true }) res: Response): Promise<void> {
    await this.sessions.close(cookieOf(req, REFRESH) ?? '')
    res.clearCookie(REFRESH, { path: '/api/auth' })
  }

  @Get('me')
  @Can('read', 'Account')
  @Answers(Me)
  me(): Promise<Me> {
    return this.access.me()
  }
}
