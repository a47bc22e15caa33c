import { createHash } from 'node:crypto'
import type { Account } from '../keys.js'
import { greyPng } from './png.js'
import { WeChatFault } from './tokens.js'

const RAYS = 72
const RINGS = 8
const EYES = [-0.75 * Math.PI, -0.25 * Math.PI, 0.75 * Math.PI]

/** Black dots on rays like a mini-program code's, three eyes and a round middle; different for each text. */
function pattern(text: string): (radius: number, angle: number) => boolean {
  const bits = createHash('sha512').update(text).digest()
  const bitOf = (n: number) => ((bits[(n >> 3) % bits.length] ?? 0) >> (n & 7)) & 1
  return (radius, angle) => {
    if (radius < 0.3) return radius > 0.27 || (radius < 0.2 && radius > 0.12)
    if (radius < 0.4 || radius > 0.96) return false
    for (const eye of EYES) {
      const distance = Math.hypot(
        radius * Math.cos(angle) - 0.78 * Math.cos(eye),
        radius * Math.sin(angle) - 0.78 * Math.sin(eye),
      )
      if (distance < 0.18) return distance < 0.07 || (distance > 0.11 && distance < 0.15)
    }
    const turn = ((angle + Math.PI) / (2 * Math.PI)) * RAYS
    const ray = Math.floor(turn)
    const ring = Math.floor(((radius - 0.4) / 0.56) * RINGS)
    return Math.abs(turn - ray - 0.5) < 0.32 && bitOf(ray * RINGS + ring) === 1
  }
}

/** The picture of a mini-program code, as PNG; scene and page can be read from its text notes. */
export function codePicture(account: Account, body: Record<string, unknown>): Buffer {
  const { scene, page = 'pages/index/index', width = 430 } = body
  if (typeof scene !== 'string' || !/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+$/.test(scene)) {
    throw new WeChatFault(40097, 'invalid args: scene')
  }
  if (scene.length > 32)
    throw new WeChatFault(40169, 'invalid length for scene, or the data is not json string')
  if (typeof page !== 'string' || page.startsWith('/') || page.includes('?') || !page) {
    throw new WeChatFault(41030, 'invalid page')
  }
  if (typeof width !== 'number' || !Number.isInteger(width) || width < 280 || width > 1280) {
    throw new WeChatFault(40097, 'invalid args: width')
  }
  const isDark = pattern(`${account.appId} ${page} ${scene}`)
  const half = width / 2
  const shade = (x: number, y: number) =>
    isDark(Math.hypot(x - half, y - half) / half, Math.atan2(y - half, x - half)) ? 20 : 255
  return greyPng(width, shade, { appid: account.appId, page, scene })
}
