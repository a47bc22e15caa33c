import { createHash } from 'node:crypto'

const digest = (text: string) => createHash('sha256').update(text).digest('base64url')

/** The openid a user has in an app: 28 characters whose first six name the app, as on the real platform. */
export function openidOf(appid: string, user: string): string {
  return `o${digest(`app:${appid}`).slice(0, 5)}${digest(`${appid}:${user}`).slice(0, 22)}`
}

/** Whether an openid was given out under this app. */
export function openidBelongs(openid: string, appid: string): boolean {
  return /^o[\w-]{27}$/.test(openid) && openid.slice(1, 6) === digest(`app:${appid}`).slice(0, 5)
}
