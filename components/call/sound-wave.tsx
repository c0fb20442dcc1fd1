'use client'

import { clsx } from 'clsx'
import { useEffect, useRef, useState } from 'react'

import { createWaveCanvas } from '@/components/call/wave-canvas'
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

/** Thirty pictures a second: twice as many look the same and take twice as much of a phone's battery. */
const PICTURE_MS = 33

/** A voice as it sounds: a line that moves with it, or a bar of its loudness for people who want less motion. */
export function SoundWave({ meter, isQuiet, onSpeaking, className }: SoundWaveProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const isStill = useReducedMotion()

  useEffect(() => {
    const speaks = createSpeaking()
    const wave = canvas.current ? createWaveCanvas(canvas.current, isStill) : undefined
    let wasSpeaking = false
    const draw = () => {
      const samples = isQuiet ? undefined : meter?.samples()
      const level = samples ? levelOf(samples) : 0
      const at = performance.now()
      const isSpeaking = speaks(level, at)
      if (isSpeaking !== wasSpeaking) onSpeaking?.(isSpeaking)
      wasSpeaking = isSpeaking
      wave?.draw(samples, level, at)
    }
    // Not by animation frames: each of them would lay the page out, and most would find silence.
    const timer = setInterval(draw, PICTURE_MS)
    return () => {
      clearInterval(timer)
      if (wasSpeaking) onSpeaking?.(false)
    }
  }, [meter, isQuiet, isStill, onSpeaking])

  return <canvas ref={canvas} aria-hidden className={clsx('block w-full text-accent', className)} />
}

function useReducedMotion(): boolean {
  const [isReduced] = useState(() => window.matchMedia('(prefers-reduced-motion: reduce)').matches)
  return isReduced
}
