// Must be the first import: libraries create <style> elements and style attributes that the content security policy would
// refuse. Every created <style> gets the page's nonce; an attribute `style` is set through the CSSOM, which is allowed.
export const nonce =
  document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ||
  document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ||
  '';

const create = document.createElement.bind(document);
document.createElement = ((tag: string, options?: ElementCreationOptions) => {
  const element = create(tag, options);
  if (nonce && tag.toLowerCase() === 'style') element.nonce = nonce;
  return element;
}) as typeof document.createElement;

const setAttribute = Element.prototype.setAttribute;
Element.prototype.setAttribute = function (name: string, value: string) {
  if (name === 'style' && 'style' in this) (this as HTMLElement).style.cssText = value;
  else setAttribute.call(this, name, value);
};
