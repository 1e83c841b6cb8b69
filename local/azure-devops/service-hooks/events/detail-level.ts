/** Subscriptions may ask for less than everything (facts: azure-devops.md section 6.5). */

export interface Message {
  text: string;
  html: string;
  markdown: string;
}

/** @param level `all` (or nothing), `text`, `html`, `markdown` or `none` */
export function messageToSend(message: Message, level: string | undefined): Partial<Message> | null {
  switch (level) {
    case 'none':
      return null;
    case 'text':
      return { text: message.text };
    case 'html':
      return { html: message.html };
    case 'markdown':
      return { markdown: message.markdown };
    default:
      return message;
  }
}

export interface Resource {
  id: number;
  url: string;
  workItemId?: number;
}

/** @param level `all` (or nothing), `minimal` or `none` */
export function resourceToSend<Whole extends Resource>(
  resource: Whole,
  level: string | undefined,
): Whole | Resource | null {
  if (level === 'none') return null;
  if (level !== 'minimal') return resource;
  const { id, workItemId, url } = resource;
  return { id, ...(workItemId !== undefined && { workItemId }), url };
}
