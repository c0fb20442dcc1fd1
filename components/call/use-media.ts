'use client'

import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

import { useAppParts } from '@/components/chat/chat-provider'
import type { MediaActions, MediaSession } from '@/lib/client/media-session/media-session'
import { type MediaData, NO_MEDIA } from '@/lib/client/media-session/media-state'

const nothing = createStore<MediaData>(() => NO_MEDIA)

/** The media of the running session; undefined until their code is there. */
export function useMediaSession(): MediaSession | undefined {
  return useStore(useAppParts().media.store, ({ session }) => session)
}

/** The smallest slice of them that a component shows. */
export function useMedia<T>(select: (data: MediaData) => T): T {
  return useStore(useMediaSession()?.state ?? nothing, select)
}

/** What may be done; undefined until their code is there. */
export function useMediaActions(): MediaActions | undefined {
  return useMediaSession()?.actions
}
