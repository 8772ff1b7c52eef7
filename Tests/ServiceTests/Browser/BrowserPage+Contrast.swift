extension BrowserPage {
    /// Texts that are seen and do not stand out from what is behind them as WCAG 2 asks of level AA: 4.5 to 1, 3 to 1
    /// where they are large. What lies on a picture has a ground of its own, or is not looked at here.
    func faintTexts() async throws -> [String] {
        let program = """
            (() => {
              const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
              const rgba = (color) => {
                canvas.clearRect(0, 0, 1, 1);
                canvas.fillStyle = color;
                canvas.fillRect(0, 0, 1, 1);
                const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
                return [r, g, b, a / 255];
              };
              const over = ([r, g, b, a], ground) => [r, g, b].map((part, at) => part * a + ground[at] * (1 - a));
              const ground = (element) => {
                if (!element) return rgba(getComputedStyle(document.documentElement).backgroundColor).slice(0, 3);
                const own = rgba(getComputedStyle(element).backgroundColor);
                return own[3] === 1 ? own.slice(0, 3) : over(own, ground(element.parentElement));
              };
              const light = (color) => {
                const [r, g, b] = color.map((part) => part / 255).map((p) => p <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const faint = [];
              for (const element of document.querySelectorAll("body *")) {
                const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join("");
                if (!text || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
                const style = getComputedStyle(element);
                const behind = ground(element);
                const [a, b] = [light(over(rgba(style.color), behind)), light(behind)].sort((a, b) => b - a);
                const ratio = (a + 0.05) / (b + 0.05);
                const size = parseFloat(style.fontSize);
                const isLarge = size >= 24 || size >= 18.66 && style.fontWeight >= 700;
                if (ratio < (isLarge ? 3 : 4.5)) faint.push(`${text.slice(0, 40)}: ${ratio.toFixed(2)}`);
              }
              return faint;
            })()
            """
        return try await value(program, as: [String].self) ?? ["nothing was looked at"]
    }
}
