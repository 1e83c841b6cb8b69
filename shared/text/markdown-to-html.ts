interface Renderer {
  render(text: string): string;
}

let renderer: Promise<Renderer> | undefined;

/** HTML inside Markdown is shown as text; what comes out is sanitised all the same. The library loads on first use. */
async function openRenderer(): Promise<Renderer> {
  const { default: MarkdownIt } = await import('markdown-it');
  return new MarkdownIt({ html: false, linkify: false, breaks: true });
}

export async function markdownToHtml(text: string): Promise<string> {
  return (await (renderer ??= openRenderer())).render(text).trim();
}
