import type { PeerConnection } from './connection/peer-connection'
import { createAudioBitrate } from './line/bitrate'
import type { LineSummary } from './line/black-box'
import type { LineSample } from './line/line-sample'
import { createLineWatch, WINDOW_MS } from './line/line-watch'
import { createMetrics } from './line/metrics'
import type { StatsReport } from './line/stats-report'
import { createLanding, type Landing } from './line/video-pause'
import type { MediaLinkEvent } from './media-link-events'
import type { Sending } from './sending'
import type { Clock } from '@/lib/client/clock'
import type { Millis } from '@/lib/domain/ids'

interface MonitorDeps {
  readonly clock: Clock
  readonly sending: Sending
  readonly emit: (event: MediaLinkEvent) => void
}

/** Samples a link's line, reports it, and fits what is sent to it: sound first. */
export function createLineMonitor({ clock, sending, emit }: MonitorDeps) {
  const watch = createLineWatch()
  const metrics = createMetrics()
  let bitrate: ReturnType<typeof createAudioBitrate> | undefined
  const landing = createLanding(clock.now())
  let windowAt = -Infinity
  let startedAt = clock.now()
  let upAt: Millis | undefined

  const land = (decide: () => Landing) => {
    const before = landing.now()
    const next = decide()
    if (next === before) return
    sending.land(next)
    emit({ kind: 'landing', landing: next })
  }
  const fit = (sample: LineSample) => {
    if (bitrate) sending.limitSound(bitrate.next(sample))
    if (sending.hasCamera()) land(() => landing.next(sample.availableKbps, clock.now()))
  }

  return {
    /** @param maxBitrate - kbps for sound */
    start(maxBitrate: number) {
      startedAt = clock.now()
      bitrate = createAudioBitrate(maxBitrate)
      sending.limitSound(bitrate.kbps())
    },
    /**
     * Takes every report of the connection; one in 2 s is a window.
     *
     * @param isTrying - the line is being brought back; reported as failed, from which the server counts its 30 s
     */
    read(report: StatsReport, { connectionState, iceConnectionState }: PeerConnection, isTrying: boolean) {
      const at = clock.now()
      if (at - windowAt < WINDOW_MS) return
      windowAt = at
      const reading = watch.read(report, at, {
        device: sending.microphone(),
        isMuted: sending.isMuted(),
        isStalled: isTrying,
      })
      if (!reading) return
      if (connectionState === 'connected' && !isTrying) fit(reading.sample)
      const facts = {
        iceState: isTrying ? ('failed' as const) : iceConnectionState,
        upForMs: upAt === undefined ? 0 : at - upAt,
        connectMs: upAt === undefined ? undefined : upAt - startedAt,
        isPicturePaused: landing.now().kind !== 'video',
      }
      emit({ kind: 'line', reading, metrics: metrics(reading.sample, facts) })
    },
    renewed: watch.renewed,
    up(lostMs: Millis) {
      if (upAt === undefined) upAt = clock.now()
      else watch.reconnected(lostMs)
    },
    retryPicture: () => land(() => landing.retry(clock.now())),
    summary: (): LineSummary => watch.summary(),
  }
}
