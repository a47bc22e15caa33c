/** Pictures that a person chooses on their device. */

/** A chosen picture: what shows it on this screen, and its bytes to be sent. */
export interface ChosenPicture {
  path: string
  read: () => Promise<{ bytes: ArrayBuffer; type: string }>
}
/** Longest side of what is sent, pixels: more is never shown. */
const SIDE_MAX = 1600
const QUALITY = 0.86

/** What the first bytes say a picture is; JPEG where they say nothing we know. */
export function pictureType(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength))
  if (first === 0x89 && second === 0x50) return 'image/png'
  return first === 0x52 && second === 0x49 ? 'image/webp' : 'image/jpeg'
}

/** Lets the person choose up to `most` pictures; none when they think better of it. */
export function choosePictures(most: number): Promise<ChosenPicture[]> {
  // #ifdef MP-WEIXIN
  const readOf = (filePath: string) => () =>
    new Promise<{ bytes: ArrayBuffer; type: string }>((resolve, reject) => {
      wx.getFileSystemManager().readFile({
        filePath,
        success: ({ data }) => resolve({ bytes: data, type: pictureType(data) }),
        fail: ({ errMsg }) => reject(new Error(errMsg)),
      })
    })
  return new Promise((resolve) => {
    wx.chooseMedia({
      count: most,
      mediaType: ['image'],
      sizeType: ['compressed'],
      success: ({ tempFiles }) =>
        resolve(tempFiles.map(({ tempFilePath: path }) => ({ path, read: readOf(path) }))),
      fail: () => resolve([]),
    })
  })
  // #endif
  // #ifdef H5
  return new Promise((resolve) => {
    uni.chooseImage({
      count: most,
      success: ({ tempFilePaths, tempFiles }) => {
        const files = [tempFiles].flat() as File[]
        resolve([tempFilePaths].flat().map((path, at) => ({ path, read: () => drawn(files[at]!) })))
      },
      fail: () => resolve([]),
    })
  })
  // #endif
}

// #ifdef H5
/** The picture drawn no larger than it will be shown: less to send, and nothing in it but what is seen. */
async function drawn(original: File): Promise<{ bytes: ArrayBuffer; type: string }> {
  const bitmap = await createImageBitmap(original).catch(() => null)
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (bitmap && pen) {
    const scale = Math.min(1, SIDE_MAX / Math.max(bitmap.width, bitmap.height))
    canvas.width = Math.max(1, Math.round(bitmap.width * scale))
    canvas.height = Math.max(1, Math.round(bitmap.height * scale))
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
    if (made) return { bytes: await made.arrayBuffer(), type: 'image/jpeg' }
  }
  // what this browser cannot draw the server may: it says so if not
  const bytes = await original.arrayBuffer()
  return { bytes, type: pictureType(bytes) }
}
// #endif

/** Shows pictures one by one over the whole screen, beginning with one. */
export const viewPictures = (urls: string[], current: number): void =>
  void uni.previewImage({ urls, current, fail: () => undefined })
