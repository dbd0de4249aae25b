const styled = ['fill', 'stroke', 'stroke-width', 'font-size', 'font-weight', 'opacity', 'text-anchor', 'stroke-dasharray', 'paint-order'];

/** The drawing by itself: what the style sheet gives it stands in the file. */
function standalone(picture: SVGSVGElement): SVGSVGElement {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const from = [picture, ...picture.querySelectorAll('*')];
  const to = [copy, ...copy.querySelectorAll('*')];
  from.forEach((element, index) => {
    const look = getComputedStyle(element);
    for (const name of styled) to[index]!.setAttribute(name, look.getPropertyValue(name));
    to[index]!.removeAttribute('class');
  });
  const { width, height } = picture.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('font-family', getComputedStyle(document.documentElement).fontFamily);
  return copy;
}

/** Offers a file for saving. */
export function save(content: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name.replace(/[\\/:*?"<>|]/g, ' ');
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function source(picture: SVGSVGElement): Blob {
  return new Blob([new XMLSerializer().serializeToString(standalone(picture))], { type: 'image/svg+xml' });
}

export function saveSvg(picture: SVGSVGElement | null, name: string) {
  if (picture) save(source(picture), `${name}.svg`);
}

const sharpness = 2;

export async function savePng(picture: SVGSVGElement | null, name: string) {
  if (!picture) return;
  const { width, height } = picture.getBoundingClientRect();
  const image = new Image();
  image.src = URL.createObjectURL(source(picture));
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * sharpness;
  canvas.height = height * sharpness;
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  canvas.toBlob((content) => content && save(content, `${name}.png`));
}
