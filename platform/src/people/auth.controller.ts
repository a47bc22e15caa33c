import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common'
import { Me, SignIn, StaffSession } from '@storeweave/contract'
import type { CookieOptions, Request, Response } from 'express'
import { Can } from '../kernel/access.js'
import { config } from '../kernel/config.js'
import { Fault } from '../kernel/fault.js'
import { Answers, NoContent } from '../kernel/http.js'
import { AccessService } from './access.service.js'
import { SessionsService } from './sessions.service.js'
import { SignInService } from './sign-in.service.js'

const COOKIE = 'sw_refresh'
const cookieOptions = (): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  path: '/api/auth',
  secure: config().publicUrl.startsWith('https:'),
  maxAge: 14 * 86_400_000,
})
const refreshOf = (req: Request) => /(?:^|;\s*)sw_refresh=([\w.-]+)/.exec(req.headers.cookie ?? '')?.[1]

@Controller()
export class AuthController {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
    private readonly access: AccessService,
  ) {}

  @Post('auth/sign-in')
  @Can('create', 'Session')
  @Answers(StaffSession)
  async signIn(
    @Body({ schema: SignIn }) body: SignIn,
    @Req() req: Request,
    @Res({ passthrough: true }) res: Response,
  ): Promise<StaffSession> {
    const { tokens, person } = await this.signIns.signIn(body, req.header('user-agent') ?? '')
    res.cookie(COOKIE, tokens.refreshToken, cookieOptions())
    return { accessToken: tokens.accessToken, expiresIn: tokens.expiresIn, person }
  }

  @Post('auth/refresh')
  @Can('create', 'Session')
  @Answers(StaffSession)
  async refresh(@Req() req: Request, @Res({ passthrough: true }) res: Response): Promise<StaffSession> {
    const token = refreshOf(req)
    if (!token) throw new Fault('access.not_signed_in')
    const { tokens, person } = await this.signIns.refresh(token)
    res.cookie(COOKIE, tokens.refreshToken, cookieOptions())
    return { accessToken: tokens.accessToken, expiresIn: tokens.expiresIn, person }
  }

  @Post('auth/sign-out')
  @Can('create', 'Session')
  @NoContent()
  async signOut(@Req() req: Request, @Res({ passthrough: true }) res: Response): Promise<void> {
    await this.sessions.close(refreshOf(req) ?? '')
    res.clearCookie(COOKIE, { path: '/api/auth' })
  }

  @Get('me')
  @Can('read', 'Tenant')
  @Answers(Me)
  me(): Promise<Me> {
    return this.access.me()
  }
}
