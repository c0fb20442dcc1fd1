'use client'

import { clsx } from 'clsx'
import { useEffect, useRef, useState } from 'react'

import { createSpeaking, levelOf } from '@/lib/client/rtc/devices/level'
import type { Meter } from '@/lib/client/rtc/devices/meter'

interface SoundWaveProps {
  /** Undefined while there is nothing to measure. */
  meter: Meter | undefined
  /** Drawn as a flat line. */
  isQuiet: boolean
  /** Called at each change between speaking and not. */
  onSpeaking?: (isSpeaking: boolean) => void
  className?: string
}

/** Points that are drawn of a moment's sound. */
const POINTS = 96

/** A voice as it sounds: a line that moves with it, or a bar of its loudness for people who want less motion. */
export function SoundWave({ meter, isQuiet, onSpeaking, className }: SoundWaveProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const isStill = useReducedMotion()

  useEffect(() => {
    const speaks = createSpeaking()
    let wasSpeaking = false
    let frame = 0
    const draw = (at: number) => {
      frame = requestAnimationFrame(draw)
      const samples = isQuiet ? undefined : meter?.samples()
      const level = samples ? levelOf(samples) : 0
      const isSpeaking = speaks(level, at)
      if (isSpeaking !== wasSpeaking) onSpeaking?.(isSpeaking)
      wasSpeaking = isSpeaking
      if (canvas.current) paint(canvas.current, samples, level, isStill)
    }
    frame = requestAnimationFrame(draw)
    return () => {
      cancelAnimationFrame(frame)
      if (wasSpeaking) onSpeaking?.(false)
    }
  }, [meter, isQuiet, isStill, onSpeaking])

  return <canvas ref={canvas} aria-hidden className={clsx('block w-full text-accent', className)} />
}

function paint(
  canvas: HTMLCanvasElement,
  samples: Float32Array | undefined,
  level: number,
  isStill: boolean,
): void {
  const scale = window.devicePixelRatio
  const [width, height] = [canvas.clientWidth * scale, canvas.clientHeight * scale]
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  const context = canvas.getContext('2d')
  if (!context) return
  context.clearRect(0, 0, width, height)
  const colour = getComputedStyle(canvas).color
  const middle = height / 2
  if (isStill) {
    context.fillStyle = colour
    const half = Math.max(scale, (level * width) / 2)
    return context.fillRect(width / 2 - half, middle - 4 * scale, 2 * half, 8 * scale)
  }
  context.strokeStyle = colour
  context.lineWidth = 2.5 * scale
  context.lineCap = 'round'
  context.lineJoin = 'round'
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

function useReducedMotion(): boolean {
  const [isReduced] = useState(() => window.matchMedia('(prefers-reduced-motion: reduce)').matches)
  return isReduced
}
