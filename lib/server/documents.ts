import { ABOUT } from '@/lib/contracts/documents/about'
import { asyncApiDocument } from '@/lib/contracts/documents/asyncapi'
import { openApiDocument } from '@/lib/contracts/documents/openapi'
import type { Contract } from '@/lib/contracts/kit'
import type { Runtime } from './runtime-slot'
import { answerDocument } from './transport/rest/document'

/** They never change while a process lives, and building one costs milliseconds. */
export function createDocuments(contracts: readonly Contract[]): Runtime['documents'] {
  const built = new Map<string, object>()
  const builders = {
    openapi: () => openApiDocument(contracts, ABOUT),
    asyncapi: () => asyncApiDocument(contracts, ABOUT),
  }
  const document = (name: keyof typeof builders): object => {
    const known = built.get(name) ?? builders[name]()
    built.set(name, known)
    return known
  }
  return {
    openapi: () => document('openapi'),
    asyncapi: () => document('asyncapi'),
    answer: (name, request) => answerDocument(request, document(name)),
  }
}
