import { button, h, inWords } from './dom.ts';

/** A place to sign with the finger; `read` gives the picture, nothing where nobody signed. */
export const signaturePad = (title: string) => {
  const canvas = h('canvas', { width: 640, height: 240, class: 'pad', role: 'img', 'aria-label': title });
  const context = canvas.getContext('2d');
  let signed = false;
  let drawing = false;
  const at = (event: PointerEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * canvas.width,
      ((event.clientY - box.top) / box.height) * canvas.height,
    ];
  };
  const clear = (): void => {
    signed = false;
    if (!context) return;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.strokeStyle = '#16302f';
    context.lineWidth = 4;
    context.lineCap = 'round';
  };
  clear();
  canvas.addEventListener('pointerdown', (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    context?.beginPath();
    context?.moveTo(...at(event));
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!drawing) return;
    signed = true;
    context?.lineTo(...at(event));
    context?.stroke();
  });
  for (const end of ['pointerup', 'pointercancel'] as const)
    canvas.addEventListener(end, () => {
      drawing = false;
    });
  return {
    element: h(
      'div',
      { class: 'sign' },
      h('h3', {}, title),
      canvas,
      button(inWords('重签', 'Sign again'), clear, { class: 'quiet' }),
    ),
    read: (): Promise<ArrayBuffer | undefined> =>
      signed
        ? new Promise((resolve) => canvas.toBlob((blob) => resolve(blob?.arrayBuffer()), 'image/png'))
        : Promise.resolve(undefined),
  };
};
