export default function Landing() {
  return <main id="content">hello</main>
}
