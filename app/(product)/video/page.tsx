import { MediaPage, mediaMetadata } from '@/app/media-page'

export const generateMetadata = () => mediaMetadata('video')

export default function VideoPage() {
  return <MediaPage kind="video" />
}
