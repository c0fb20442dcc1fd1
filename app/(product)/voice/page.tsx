import { MediaPage, mediaMetadata } from '@/app/media-page'

export const generateMetadata = () => mediaMetadata('voice')

export default function VoicePage() {
  return <MediaPage kind="voice" />
}
