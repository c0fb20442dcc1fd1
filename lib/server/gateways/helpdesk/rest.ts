import type { helpdesk } from '@/lib/contracts/helpdesk/contract'
import type { Conversation } from '@/lib/domain/conversations/conversation'
import { type GatewayRest, ok } from '../kit'
import { isoTime } from '../iso-time'
import { channelIdOf, nameOf, namesOf } from './fields'

/** Channels over REST, one service call each. */
export const channelRest: GatewayRest<typeof helpdesk> = {
  channels: async (_, { actor, services }) => {
    const mine = (await services.conversations.ofActor(actor)).filter(({ kind }) => kind === 'channel')
    const known = new Set(mine.map(({ id }) => id))
    const others = (await services.conversations.openChannels(actor)).filter(({ id }) => !known.has(id))
    return ok({
      channels: [
        ...mine.map((one) => ({
          ...channelOf(one),
          isMember: true,
          unread: one.unread,
          lastSeq: one.lastSeq,
          memberCount: one.memberCount,
        })),
        ...others.map((one) => ({
          ...channelOf(one),
          isMember: false,
          unread: 0,
          lastSeq: 0,
          memberCount: null,
        })),
      ],
    })
  },

  createChannel: async ({ body }, { actor, services }) => {
    const { name, description, isPrivate, memberIds } = body
    const channel = { name, description: description ?? null, isPrivate, members: memberIds }
    return ok(channelOf(await services.conversations.createChannel(actor, channel)))
  },

  changeChannel: async ({ params, body: { name, description, isPrivate } }, { actor, services }) =>
    ok(
      channelOf(
        await services.conversations.change(actor, params.id, {
          ...(name === undefined ? {} : { name }),
          ...(description === undefined ? {} : { description }),
          ...(isPrivate === undefined ? {} : { isPrivate }),
        }),
      ),
    ),

  deleteChannel: async ({ params }, { actor, services }) => {
    const conversation = await services.conversations.remove(actor, params.id)
    return ok({ channelId: channelIdOf(conversation) })
  },

  channelMembers: async ({ params, query }, { actor, services }) => {
    const { after, limit } = query
    const members = await services.conversations.members(actor, params.id, {
      limit,
      ...(after === undefined ? {} : { after }),
    })
    return ok({
      members: members.map(({ user, role, joinedAt, ...person }) => ({
        userId: user,
        displayName: nameOf(person),
        role,
        joinedAt: isoTime(joinedAt),
      })),
    })
  },

  addChannelMembers: async ({ params, body }, { actor, services }) =>
    ok({ added: [...(await services.conversations.addMembers(actor, params.id, body.userIds))] }),

  removeChannelMembers: async ({ params, body }, { actor, services }) =>
    ok({ removed: [...(await services.conversations.removeMembers(actor, params.id, body.userIds))] }),
}

const channelOf = (conversation: Conversation) => ({
  ...namesOf(conversation),
  name: conversation.name ?? '',
  description: conversation.description,
  isPrivate: conversation.isPrivate,
  createdAt: isoTime(conversation.createdAt),
})
