'use client'

import dynamic from 'next/dynamic'

/**
 * Voice and video, rendered by the server, with their code apart from the page's: a person at the gate, which has the same
 * address, does not load it.
 */
export const LazyMediaRoom = dynamic(() =>
  import('@/components/green-room/media-room').then((module) => module.MediaRoom),
)
