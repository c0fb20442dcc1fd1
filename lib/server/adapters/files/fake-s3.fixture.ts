import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

interface Settings {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly region: string
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')

/**
 * Objects over HTTP in memory, as S3 has them, for requests whose signature is right.
 *
 * @see AWS, "Create a signed AWS API request" (Signature Version 4)
 */
export async function startFakeS3(settings: Settings): Promise<{ url: string; close(): Promise<void> }> {
  const objects = new Map<string, Buffer>()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request
    const body = await buffer(request)
    if (!isSigned(request, settings)) return void response.writeHead(403).end()
    if (method === 'PUT') {
      const declared = headers['x-amz-content-sha256']
      if (declared !== sha256(body) || headers['content-length'] === undefined)
        return void response.writeHead(400).end()
      objects.set(url, body)
      return void response.writeHead(200).end()
    }
    if (method === 'DELETE') {
      objects.delete(url)
      return void response.writeHead(204).end()
    }
    const found = objects.get(url)
    if (!found) return void response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? []
    if (start === undefined) return void response.writeHead(200).end(found)
    response.writeHead(206).end(found.subarray(Number(start), Number(end) + 1))
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => void server.close(resolve))
    },
  }
}

function isSigned({ method, url = '', headers }: IncomingMessage, settings: Settings): boolean {
  const { accessKeyId, secretAccessKey, region } = settings
  const parts = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=(\w+)$/
  const [, credential = '', names = '', signature] = parts.exec(headers.authorization ?? '') ?? []
  const [id, day = '', ...scope] = credential.split('/')
  if (id !== accessKeyId || scope.join('/') !== `${region}/s3/aws4_request`) return false
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  searchParams.sort()
  const signed = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`)
  const canonical = [
    method,
    pathname,
    searchParams.toString(),
    signed.join(''),
    names,
    headers['x-amz-content-sha256'],
  ].join('\n')
  const toSign = [
    'AWS4-HMAC-SHA256',
    headers['x-amz-date'],
    [day, ...scope].join('/'),
    sha256(canonical),
  ].join('\n')
  const key = [day, ...scope].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`)
  return hmac(key, toSign).toString('hex') === signature
}
