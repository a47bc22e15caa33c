/** A binary glTF with a description of a scene and as many bytes of data as wanted. */
export function glb(scene: object | string, data = Buffer.alloc(0)): Buffer {
  const text = Buffer.from(typeof scene === 'string' ? scene : JSON.stringify(scene))
  const json = Buffer.concat([text, Buffer.alloc((4 - (text.length % 4)) % 4, ' ')])
  const chunk = (type: number, bytes: Buffer) => {
    const head = Buffer.alloc(8)
    head.writeUInt32LE(bytes.length, 0)
    head.writeUInt32LE(type, 4)
    return Buffer.concat([head, bytes])
  }
  const body = Buffer.concat([chunk(0x4e4f534a, json), ...(data.length ? [chunk(0x004e4942, data)] : [])])
  const header = Buffer.alloc(12)
  header.write('glTF')
  header.writeUInt32LE(2, 4)
  header.writeUInt32LE(12 + body.length, 8)
  return Buffer.concat([header, body])
}
const corners = Buffer.from(new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0]).buffer)
/** A triangle. */
export const triangle = glb(
  {
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 } }] }],
    buffers: [{ byteLength: corners.length }],
    bufferViews: [{ buffer: 0, byteLength: corners.length }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 3, type: 'VEC3', min: [0, 0, 0], max: [1, 1, 0] },
    ],
  },
  corners,
)
