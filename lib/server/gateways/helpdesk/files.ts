import type { fileEvents } from '@/lib/contracts/helpdesk/file-events'
import type { helpdesk } from '@/lib/contracts/helpdesk/contract'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { toConversation } from '@/lib/domain/topics'
import { isoTime } from '../iso-time'
import type { FrameOf, GatewayInbound } from '../kit'
import { channelIdOf, nameOf } from './fields'

type Inbound = GatewayInbound<typeof helpdesk>['/']

export const fileInbound: Pick<Inbound, keyof typeof fileEvents.inbound> = {
  file_uploaded: async (input, { actor, services }) => {
    const { channelId, messageId, fileName: name, fileSize: size, fileType: type } = input
    await services.files.announce(actor, channelId, messageId, { name, size, type })
    return { messageId }
  },
}

export const fileOutbound = {
  'conversation.file': (event: DomainEventOf<'conversation.file'>): FrameOf<typeof helpdesk>[] => {
    const { conversation, messageId, by, file, at } = event
    const data = {
      messageId,
      channelId: channelIdOf(conversation),
      uploadedBy: by.user,
      uploaderName: nameOf(by),
      fileName: file.name,
      fileSize: file.size,
      fileType: file.type,
      uploadedAt: isoTime(at),
    }
    return [{ to: toConversation(conversation.id), event: 'file_upload_notification', data }]
  },
}
