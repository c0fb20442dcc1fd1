import { PICTURE_FILE_MAX_BYTES, shrink } from './shrink-picture'

export type PictureProblem = 'too-large' | 'unreadable'

export type ReadPicture =
  | { readonly ok: true; readonly dataUrl: string }
  | { readonly ok: false; readonly problem: PictureProblem }

/** Makes of a chosen file what a message can carry: at most 64 KiB of WebP or JPEG, as a data URL. */
export async function readPicture(file: Blob): Promise<ReadPicture> {
  if (file.size > PICTURE_FILE_MAX_BYTES) return { ok: false, problem: 'too-large' }
  const bitmap = await createImageBitmap(file).catch(() => undefined) // No picture, or none that this browser knows.
  if (!bitmap || bitmap.width * bitmap.height === 0) return { ok: false, problem: 'unreadable' }
  try {
    const dataUrl = await encodePicture(bitmap)
    return dataUrl === undefined ? { ok: false, problem: 'unreadable' } : { ok: true, dataUrl }
  } finally {
    bitmap.close()
  }
}

/** At most 64 KiB of WebP or JPEG, as a data URL; undefined where the browser can write neither. */
export async function encodePicture(bitmap: ImageBitmap): Promise<string | undefined> {
  const blob = await shrink({
    width: bitmap.width,
    height: bitmap.height,
    encode: (size, type, quality) => draw(bitmap, size, type, quality),
  })
  return blob && toDataUrl(blob)
}

function draw(
  bitmap: ImageBitmap,
  { width, height }: { readonly width: number; readonly height: number },
  type: string,
  quality: number,
): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) return Promise.resolve(null)
  // What is transparent would be black in JPEG.
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality))
}

async function toDataUrl(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return `data:${blob.type};base64,${btoa(text)}`
}
