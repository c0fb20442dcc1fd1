import { z } from 'zod'
import { MAX_ATTACHMENTS } from '@/lib/domain/conversations/attachment'
import { CONVERSATION_BOUNDS } from '@/lib/domain/conversations/conversation'
import { cleanName } from '@/lib/domain/visible-text'

/** Fields that the contracts of conversations have in common. */

/** A conversation's id; a channel's may be a number. @see contracts, section 9 "a conversation's names" */
export const conversationId = z
  .union([z.string().trim().min(1).max(200), z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)])
  .transform(String)
  .meta({ examples: ['1'] })

/** Made by the client, so that sending again is harmless. */
export const clientMadeId = z.string().min(1).max(100)

export const messageId = z.string().min(1).max(200)
/** Text before it is cleaned; longer is refused by its form. */
export const rawText = z.string().max(40_000)
export const personId = z.string().min(1).max(200)
export const people = z.array(personId).min(1).max(CONVERSATION_BOUNDS.namedAtOnce)

/** Files that the sender has uploaded to the conversation. */
export const attachmentIds = z.array(z.string().min(1).max(100)).max(MAX_ATTACHMENTS).default([])

/** A file as it goes out. @see contracts, section 9 "files" */
export const attachment = z.object({
  fileId: z.string(),
  name: z.string(),
  /** In bytes. */
  size: z.number().int(),
  /** The media type that its content shows. */
  type: z.string(),
  /** A path on this server, for members of the conversation. */
  url: z.string(),
  /** Of pictures that are larger than their thumbnail. */
  thumbnailUrl: z.string().optional(),
  /** Of pictures, in pixels. */
  width: z.number().int().optional(),
  height: z.number().int().optional(),
})

/** Whom a message mentions: members, by their ids. */
export const mentions = z.array(z.string())

/** What a channel is called, with something to see in it; cleaned as people's names are. */
export const channelName = z.string().max(1_000).overwrite(cleanName).min(1).max(100)
export const channelDescription = z.string().trim().max(500)
