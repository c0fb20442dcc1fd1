import type { ServerResponse } from 'node:http'
import { DomainError } from '@/lib/domain/errors'
import type { Handler } from './http'
import type { Refusals } from './port-refusals'

/**
 * A framework that fails before it has an answer sends a status and a word: that becomes a refusal in the form of its path.
 * Detected where the head is about to be sent, because libraries between us and the framework send it without asking.
 */
export function inForm(handle: Handler, refusals: Refusals): Handler {
  return (request, response) => {
    const { writeHead, write, end } = response
    let isReplaced = false
    const replace = () => {
      isReplaced = true
      Object.assign(response, { writeHead, write, end })
      refusals.send(request, response, new DomainError('INTERNAL_ERROR'))
      Object.assign(response, silent)
    }
    const silent = { writeHead: () => response, write: () => true, end: () => response }
    Object.assign(response, {
      writeHead(...args: unknown[]) {
        if (!isReplaced && args.length === 1 && isBareFailure(response, args[0])) replace()
        return isReplaced ? response : Reflect.apply(writeHead, response, args)
      },
      write: (...args: unknown[]) => isReplaced || Reflect.apply(write, response, args),
      end(...args: unknown[]) {
        if (!isReplaced && isBareFailure(response, response.statusCode)) replace()
        return isReplaced ? response : Reflect.apply(end, response, args)
      },
    })
    return handle(request, response)
  }
}

function isBareFailure(response: ServerResponse, status: unknown): boolean {
  const type = String(response.getHeader('content-type') ?? 'text/plain')
  return !response.headersSent && Number(status) >= 500 && type.startsWith('text/plain')
}
