import { createHash } from 'node:crypto'
import type { z } from 'zod'

/** What running scripts needs of a client; one server and a cluster both have it (a cluster goes by the first key). */
export interface ScriptClient {
  evalSha(sha: string, options: Call): Promise<unknown>
  eval(lua: string, options: Call): Promise<unknown>
}

interface Call {
  keys: string[]
  arguments: string[]
}

/** One decision, made inside Redis. `Input` becomes keys and arguments, and the reply is checked against a schema. */
export interface Script<Input, Output> {
  readonly lua: string
  readonly sha: string
  readonly input: (input: Input) => ScriptInput
  readonly reply: z.ZodType<Output>
}

export interface ScriptInput {
  /** Of one hash tag. Scripts may derive more keys of that tag from these. */
  readonly keys: readonly string[]
  readonly args?: readonly (string | number | boolean)[]
}

/** Runs a script, wherever Redis has it or not. @throws what Redis or the connection to it says */
export type RunScript = <Input, Output>(script: Script<Input, Output>, input: Input) => Promise<Output>

/** Defines a script once; Redis keeps it by its hash. A boolean argument is '1' or ''. */
export function defineScript<Input, Output>({
  lua,
  input,
  reply,
}: Omit<Script<Input, Output>, 'sha'>): Script<Input, Output> {
  return { lua, input, reply, sha: createHash('sha1').update(lua).digest('hex') }
}

/** Runs scripts by their hash. Redis forgets them at a restart and a SCRIPT FLUSH: then the text is sent once more. */
export function createScriptRunner(client: ScriptClient): RunScript {
  const evaluate = createEvaluate(client)
  return async (script, input) => {
    const { keys, args = [] } = script.input(input)
    const call = { keys: [...keys], arguments: args.map(argument) }
    return script.reply.parse(await evaluate(script, call))
  }
}

function createEvaluate(client: ScriptClient) {
  /** Texts under way. Thousands may find at once that Redis has forgotten a script: one of them sends it. */
  const sent = new Map<string, Promise<unknown>>()

  function send({ lua, sha }: Text, call: Call): Promise<unknown> {
    const reply = client.eval(lua, call)
    const isOver = reply.then(
      () => void sent.delete(sha),
      () => void sent.delete(sha),
    )
    sent.set(sha, isOver)
    return reply
  }

  return async (text: Text, call: Call): Promise<unknown> => {
    const first = await byHash(client, text.sha, call)
    if (first) return first.value
    const other = sent.get(text.sha)
    if (!other) return send(text, call)
    await other
    const second = await byHash(client, text.sha, call)
    return second ? second.value : send(text, call)
  }
}

type Text = Pick<Script<never, never>, 'lua' | 'sha'>

/** @returns undefined when Redis does not know the script */
async function byHash(
  client: ScriptClient,
  sha: string,
  call: Call,
): Promise<{ value: unknown } | undefined> {
  try {
    return { value: await client.evalSha(sha, call) }
  } catch (error) {
    if (!isUnknownScript(error)) throw error
    return undefined
  }
}

function argument(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? '1' : '') : String(value)
}

/** The first word of an error of Redis is its code. */
function isUnknownScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('NOSCRIPT')
}
