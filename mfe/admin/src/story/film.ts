const COVER_AT_SECONDS = 0.5
const COVER_WIDTH_MAX = 1440

/** A frame near the beginning of a video as a picture for its cover; throws when this browser can't play the video. */
export async function coverOf(file: Blob): Promise<Blob> {
  const video = document.createElement('video')
  const url = URL.createObjectURL(file)
  try {
    video.muted = true
    video.preload = 'auto'
    await once(video, 'loadeddata', () => (video.src = url))
    await once(video, 'seeked', () => (video.currentTime = Math.min(COVER_AT_SECONDS, video.duration / 2)))
    const scale = Math.min(1, COVER_WIDTH_MAX / video.videoWidth)
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(video.videoWidth * scale)
    canvas.height = Math.round(video.videoHeight * scale)
    canvas.getContext('2d')!.drawImage(video, 0, 0, canvas.width, canvas.height)
    const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.9))
    if (!picture) throw new Error('no picture of this video')
    return picture
  } finally {
    URL.revokeObjectURL(url)
  }
}

const once = (video: HTMLVideoElement, event: string, begin: () => unknown): Promise<unknown> =>
  new Promise((done, fail) => {
    video.addEventListener(event, done, { once: true })
    video.addEventListener('error', () => fail(new Error('this browser cannot play the video')), {
      once: true,
    })
    begin()
  })
