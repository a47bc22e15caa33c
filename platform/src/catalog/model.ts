import type { Upload } from './upload.js'
import { readFile } from 'node:fs/promises'
import { Fault } from '../kernel/fault.js'

/** Largest model, bytes: what a phone on a slow line is asked to fetch. */
export const MODEL_BYTES_MAX = 20 * 1024 * 1024
/** Largest description of a scene, bytes. */
const JSON_BYTES_MAX = 4 * 1024 * 1024
const [HEADER, CHUNK] = [12, 8]
const JSON_CHUNK = 0x4e4f534a
/** What asks for a decoder that the viewer doesn't bring along. */
const UNREADABLE = /draco|meshopt|basisu/i

type Part = { uri?: unknown } | null
interface Scene {
  asset?: { version?: unknown }
  extensionsRequired?: unknown
  buffers?: unknown
  images?: unknown
}

/**
 * Throws `catalog.model_invalid` unless a file is binary glTF 2.0 that is as long as it says and holds all it needs: a
 * model that names other files would have every shopper's browser fetch them.
 */
export async function checkModel({ file, bytes }: Upload): Promise<void> {
  const wrong = faultOf(await readFile(file), bytes)
  if (wrong) throw new Fault('catalog.model_invalid', { reason: wrong })
}

function faultOf(data: Buffer, bytes: number): string | undefined {
  if (data.length < HEADER + CHUNK || data.toString('latin1', 0, 4) !== 'glTF') return 'header'
  if (data.readUInt32LE(4) !== 2 || data.readUInt32LE(8) !== bytes) return 'header'
  const length = data.readUInt32LE(HEADER)
  const end = HEADER + CHUNK + length
  if (data.readUInt32LE(HEADER + 4) !== JSON_CHUNK || length > JSON_BYTES_MAX || end > bytes) return 'header'
  const scene = sceneOf(data.toString('utf8', HEADER + CHUNK, end))
  if (!scene || !/^2\.\d+$/.test(String(scene.asset?.version))) return 'header'
  const parts = [...listOf<Part>(scene.buffers), ...listOf<Part>(scene.images)]
  if (parts.some((part) => part?.uri !== undefined)) return 'outside'
  return listOf<unknown>(scene.extensionsRequired).some((name) => UNREADABLE.test(String(name)))
    ? 'packed'
    : undefined
}

const listOf = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : [])

function sceneOf(text: string): Scene | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined // not JSON: no model
  }
}
