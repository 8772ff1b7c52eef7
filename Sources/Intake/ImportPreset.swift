import Records

/// What is known of the files of one origin: their columns, their events, where their pictures lie.
public struct ImportPreset: Sendable {
    public let name: String
    let products: [String: KnownColumns]
    let clicks: [String: KnownColumns]
    /// What an event is where the log has no column of events.
    var eventUnnamed = Click.Event.click
    /// An id is filled up with zeros to so many digits, which a spreadsheet takes away.
    var digitsOfID = 0
    /// A picture lies at `<first three of the id>/<id>.jpg` of the folder `images`.
    var picturesByID = false
    /// A product comes once for every event of a log: the first counts and the others are no mistakes.
    var repeatsProducts = false

    static let all = [generic, hm, merrec]
    public static let names = all.map(\.name)

    public static func named(_ name: String) throws(IntakeError) -> ImportPreset {
        guard let preset = all.first(where: { $0.name == name }) else {
            throw .unknownPreset(name: name, known: names)
        }
        return preset
    }

    /// Columns called like the fields or like what shops commonly call them.
    public static let generic = ImportPreset(
        name: "generic",
        products: [
            "id": .first(["id", "sku", "item_id", "product_id", "article_id", "listing_id", "posting_id", "asin"]),
            "title": .first([
                "title", "name", "product_name", "prod_name", "item_name", "product_title", "listing_title",
            ]),
            "description": .first(["description", "desc", "product_description", "detail_desc", "item_description"]),
            "category": .first([
                "category", "category_path", "categories", "category_name", "product_type", "google_product_category",
            ]),
            "brand": .first(["brand", "brand_name", "manufacturer"]),
            "seller": .first(["seller", "seller_id", "seller_name", "shop", "shop_id", "store", "merchant", "vendor"]),
            "price": .first(["price", "sale_price", "amount"]),
            "currency": .first(["currency", "currency_code", "price_currency"]),
            "style": .first(["style", "style_id", "style_code", "item_group_id", "label_group"]),
            "image": .all([
                "image", "images", "image_url", "image_urls", "image_link", "image_path", "image_file", "picture",
                "pictures", "picture_url", "photo", "photo_url", "img", "img_url",
            ]),
        ],
        clicks: [
            "session": .first(["session", "session_id", "visit", "visit_id"]),
            "user": .first(["user", "user_id", "customer", "customer_id", "visitor", "visitor_id"]),
            "query": .first(["query", "search_query", "search_term", "keyword", "q"]),
            "product": .first(["product", "product_id", "item_id", "article_id", "listing_id", "sku", "item"]),
            "event": .first(["event", "event_type", "event_name", "event_id", "action"]),
            "position": .first(["position", "rank"]),
            "time": .first(["time", "timestamp", "event_time", "datetime", "created_at", "date"]),
        ])

    /// The H&M Personalized Fashion Recommendations files: articles.csv, and for clicks transactions.csv (a purchase
    /// each; a session is what a customer bought on one day) or a log with the columns of the generic preset.
    public static let hm: ImportPreset = {
        var preset = ImportPreset(
            name: "hm",
            products: [
                "id": .first(["article_id"]),
                "title": .first(["prod_name"]),
                "description": .first(["detail_desc"]),
                "category": .all(["index_group_name", "product_group_name", "product_type_name"]),
                "style": .first(["product_code"]),
                "attribute.color": .first(["colour_group_name"]),
                "attribute.pattern": .first(["graphical_appearance_name"]),
                "attribute.department": .first(["department_name"]),
                "attribute.section": .first(["section_name"]),
                "attribute.garment_group": .first(["garment_group_name"]),
            ],
            clicks: [
                "session": .first(["session"]),
                "user": .first(["user", "customer_id"]),
                "query": .first(["query"]),
                "product": .first(["product", "article_id"]),
                "event": .first(["event"]),
                "position": .first(["position"]),
                "time": .first(["time", "t_dat"]),
            ])
        preset.eventUnnamed = .purchase
        preset.digitsOfID = 10
        preset.picturesByID = true
        return preset
    }()

    /// An export of MerRec (arXiv 2402.14230): a row for each event, with the item it was on. No pictures.
    public static let merrec: ImportPreset = {
        var preset = ImportPreset(
            name: "merrec",
            products: [
                "id": .first(["item_id"]),
                "title": .first(["name"]),
                "price": .first(["price"]),
                "category": .all(["c0_name", "c1_name", "c2_name"]),
                "brand": .first(["brand_name"]),
                "attribute.color": .first(["color"]),
                "attribute.condition": .first(["item_condition_name", "item_condition_id"]),
                "attribute.size": .first(["size_name", "size_id"]),
            ],
            clicks: [
                "session": .all(["user_id", "sequence_id", "session_id"]),
                "user": .first(["user_id"]),
                "product": .first(["item_id"]),
                "event": .first(["event_id"]),
                "time": .first(["stime"]),
            ])
        preset.repeatsProducts = true
        return preset
    }()

    /// What logs call their events, in lower case with `_` between words; `buy_start` is a checkout begun.
    static let events: [String: Click.Event] = [
        "view": .view, "page_view": .view, "product_view": .view, "item_view": .view, "detail": .view,
        "click": .click, "tap": .click, "open": .click, "select": .click, "item_click": .click, "clk": .click,
        "like": .like, "item_like": .like, "favorite": .like, "favourite": .like, "wishlist": .like, "save": .like,
        "cart": .cart, "add_to_cart": .cart, "addtocart": .cart, "item_add_to_cart_tap": .cart, "basket": .cart,
        "buy_start": .cart, "checkout": .cart,
        "offer": .offer, "offer_make": .offer, "make_offer": .offer, "bid": .offer,
        "purchase": .purchase, "buy": .purchase, "buy_comp": .purchase, "order": .purchase, "transaction": .purchase,
        "sale": .purchase,
    ]
}
