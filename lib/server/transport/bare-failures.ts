import type { ServerResponse } from 'node:http'
import { DomainError } from '@/lib/domain/errors'
import type { Handler } from './http'
import type { Refusals } from './port-refusals'

/** A framework that fails before it has an answer sends a status and a word: that becomes a refusal in the form of its place. */
export function inForm(handle: Handler, refusals: Refusals): Handler {
  return (request, response) => {
    const { end } = response
    Object.assign(response, {
      end(...said: unknown[]) {
        Reflect.deleteProperty(response, 'end')
        if (isBareFailure(response)) refusals.send(request, response, new DomainError('INTERNAL_ERROR'))
        else Reflect.apply(end, response, said)
        return response
      },
    })
    return handle(request, response)
  }
}

function isBareFailure(response: ServerResponse): boolean {
  const type = String(response.getHeader('content-type') ?? 'text/plain')
  return !response.headersSent && response.statusCode >= 500 && type.startsWith('text/plain')
}
