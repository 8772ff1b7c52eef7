import Foundation
import Pictures

/// Takes the picture: the product, its shadow, the ground, the light, the seller's sign.
struct Studio: Sendable {
    let style: Style

    func picture(_ photo: DemoPhoto) -> Picture {
        let light = Point(cosf(photo.light), sinf(photo.light))
        let (width, height) = (photo.width, photo.height)
        let short = Float(min(width, height))
        let centre = Point(Float(width), Float(height)) / 2 + photo.shift * short
        let place = Affine(
            scale: photo.scale * short / 2, angle: photo.angle, flip: photo.flip, squeeze: photo.squeeze, origin: centre
        )
        var product = Layer(width: width, height: height, place: place, light: light)
        style.family.draw(style.look, &product)

        var ground = Backdrop(photo, light: light)
        let cover = product.cover
        for (reach, strength) in [(Float(0.05), Float(0.3)), (0.015, 0.28)] {
            var shadow = cover
            let radius = max(1, Int(short * reach * 0.6))
            for _ in 0..<2 {
                shadow = Mask.blurRows(shadow, width: width, height: height, radius: radius)
                shadow = Mask.blurColumns(shadow, width: width, height: height, radius: radius)
            }
            let step = light * (-short * reach)
            ground.shade(shadow, shifted: (Int(step.x.rounded()), Int(step.y.rounded())), strength: strength)
        }

        var sign = Layer(
            width: width, height: height, place: Affine(scale: 1, angle: 0, flip: false, origin: .zero), light: light)
        let signed = Studio.letter(photo, on: &sign)
        let tint = Colour(1 + photo.warmth, 1, 1 - photo.warmth) * photo.exposure
        var pixels = [UInt8]()
        pixels.reserveCapacity(width * height * 3)
        for at in 0..<(width * height) {
            let over = product.pixels[at]
            var colour = ground.colours[at] * (1 - over.w) + Colour(over.x, over.y, over.z)
            colour *= tint
            if signed {
                let mark = sign.pixels[at]
                colour = colour * (1 - mark.w) + Colour(mark.x, mark.y, mark.z)
            }
            colour.clamp(lowerBound: .zero, upperBound: .one)
            colour = colour * 255 + 0.5
            pixels.append(UInt8(colour.x))
            pixels.append(UInt8(colour.y))
            pixels.append(UInt8(colour.z))
        }
        return Picture(width: width, height: height, pixels: pixels)
    }

    /// Writes what the seller put over the picture; false where there is nothing.
    private static func letter(_ photo: DemoPhoto, on sign: inout Layer) -> Bool {
        let (width, height) = (Float(photo.width), Float(photo.height))
        var dice = Dice(seed: photo.seed ^ 0x5163)
        let ink = Paint(dice.pick(Ink.cloth.filter { $0.colour.brightness < 0.6 }).colour)
        let white = Paint(Colour(repeating: 0.97))
        switch photo.overlay {
        case .none: return false
        case .watermark(let text):
            let size = width * 0.7 / Float(text.count * 6)
            let corner = Point((width - Lettering.width(text, size: size)) / 2, height * dice.real(0.4...0.7))
            let path = Lettering.path(text, size: size).moved(by: corner)
            sign.fill(path.moved(by: Point(1, 1)), Paint(Colour(repeating: 0.1)), opacity: 0.25)
            sign.fill(path, white, opacity: 0.55)
        case .banner(let text):
            let tall = height * 0.12
            let top = dice.chance(0.7) ? height - tall : 0
            sign.fill(.box(Point(0, top), Point(width, top + tall)), ink, opacity: 0.92)
            let size = min(tall * 0.6 / 7, width * 0.85 / Float(text.count * 6))
            let corner = Point((width - Lettering.width(text, size: size)) / 2, top + (tall - size * 7) / 2)
            sign.fill(Lettering.path(text, size: size).moved(by: corner), white)
        case .badge(let text):
            let radius = min(width, height) * 0.13
            let x = dice.chance(0.5) ? radius * 1.15 : width - radius * 1.15
            let centre = Point(x, radius * 1.15)
            sign.fill(.ellipse(centre, Point(radius, radius)), ink)
            let size = radius * 1.5 / Float(text.count * 6)
            let corner = centre - Point(Lettering.width(text, size: size), size * 7) / 2
            sign.fill(Lettering.path(text, size: size).moved(by: corner), white)
        }
        return true
    }
}
