/** Points that are drawn of a moment's sound. */
const POINTS = 96
/** Loudness that shows: the line is flat below it. */
const VISIBLE = 0.002
/** What it looks like changes with the window and the theme: read so often, and not with each picture. */
const STYLE_MS = 1000

export interface WaveCanvas {
  /**
   * Draws a moment of sound, or nothing when that would look as the picture before: silence costs nothing.
   *
   * @param samples undefined: a flat line
   * @param level 0 to 1
   * @param at the picture's time in ms
   */
  draw(samples: Float32Array | undefined, level: number, at: number): void
}

/** @param isStill a bar of its loudness instead of a line that moves, for people who want less motion */
export function createWaveCanvas(canvas: HTMLCanvasElement, isStill: boolean): WaveCanvas {
  const context = canvas.getContext('2d')
  let [styleAt, wasFlat, drawnIn] = [-Infinity, false, '']
  const scale = window.devicePixelRatio

  function takeStyle(at: number): void {
    styleAt = at
    const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((px) => Math.round(px * scale))
    const colour = getComputedStyle(canvas).color
    if (!context || (canvas.width === width && canvas.height === height && drawnIn === colour)) return
    drawnIn = colour
    // A new size clears the canvas and its pens.
    Object.assign(canvas, { width, height })
    Object.assign(context, { lineWidth: 2.5 * scale, lineCap: 'round', lineJoin: 'round' })
    Object.assign(context, { strokeStyle: colour, fillStyle: colour })
    wasFlat = false
  }

  return {
    draw(samples, level, at) {
      if (!context) return
      if (at - styleAt >= STYLE_MS) takeStyle(at)
      const isFlat = level < VISIBLE
      if (isFlat && wasFlat) return
      wasFlat = isFlat
      const { width, height } = canvas
      context.clearRect(0, 0, width, height)
      if (isStill) return drawBar(context, isFlat ? 0 : level, scale)
      drawLine(context, isFlat ? undefined : samples, scale)
    },
  }
}

function drawBar(context: CanvasRenderingContext2D, level: number, scale: number): void {
  const { width, height } = context.canvas
  const bar = (part: number) =>
    context.fillRect(
      (width * (1 - part)) / 2,
      height / 2 - 5 * scale,
      Math.max(scale, width * part),
      10 * scale,
    )
  context.globalAlpha = 0.2
  bar(1)
  context.globalAlpha = 1
  if (level > 0) bar(level)
}

function drawLine(context: CanvasRenderingContext2D, samples: Float32Array | undefined, scale: number): void {
  const { width, height } = context.canvas
  const middle = height / 2
  context.beginPath()
  for (let point = 0; point <= POINTS; point += 1) {
    const part = point / POINTS
    const sample = samples?.[Math.floor(part * (samples.length - 1))] ?? 0
    // Still at both ends, so that it is one line and not a piece of one.
    const swing = Math.sin(Math.PI * part) * sample * 3
    const y = middle + Math.max(-1, Math.min(1, swing)) * (middle - 3 * scale)
    if (point === 0) context.moveTo(0, y)
    else context.lineTo(part * width, y)
  }
  context.stroke()
}
